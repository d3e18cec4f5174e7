"""The service in figures: the overview, one measure, the list behind a number, and the file."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.measures import queries
from kinkeeper.measures.catalogue import measure
from kinkeeper.web.filters import panel
from kinkeeper.web.presenters import behind as listing
from kinkeeper.web.presenters import figures_file, records
from kinkeeper.web.presenters import overview as present
from kinkeeper.web.presenters.places import due_of, figures_of
from kinkeeper.web.scope import Request, needing
from kinkeeper.web.where import where


@needing(Permission.SEE_FIGURES)
def overview(request: Request) -> HttpResponse:
    """Open work, duties and the twelve measures, of the authority or of one place."""
    who, here = request.who, where(request)
    found = queries.series(who=who, place=here.place)
    page = {
        "where": here.name,
        "run": queries.last_run(),
        "records_to": records.known_until(who.on),
        "filters": panel("Choose where", [here.choice], here.address),
        "headlines": present.headlines(found, here.reading),
        "strands": present.strands(found, here.reading) if found else None,
        **due_of(who, here.place, here.below),
        "cards": present.cards(found, here.reading),
        "guard": queries.sees_aggregates_only(who),
        "place": here.place,
        "sees_today": who.permits(Permission.SEE_TEAM_WORK),
        "sees_quality": who.permits(Permission.SEE_QUALITY),
        "opens": queries.opens_lists(who),
    }
    return render(request, "web/overview.html", page)


@needing(Permission.SEE_FIGURES)
def one(request: Request, name: str) -> HttpResponse:
    """One measure: drawn, a year back, and by district and team."""
    shown, run, here = measure(name), queries.last_run(), where(request)
    if shown is None or run is None:
        raise Http404
    found = queries.series(who=request.who, place=here.place)
    if present.of_the_whole_alone(found, shown):
        here, found = here.whole, queries.series(who=request.who)
    page = {
        "measure": shown,
        "where": here.name,
        "filters": panel("Choose where", [here.choice], here.address),
        "card": present.card(shown, found, here.reading, every=True),
        **figures_of(request.who, shown, run.as_at.replace(day=1), here.below, here.place),
        "guard": queries.sees_aggregates_only(request.who),
    }
    return render(request, "web/measure.html", page)


@needing(Permission.SEE_FIGURES)
def behind(request: Request, name: str, month: str) -> HttpResponse:
    """The children behind a number: those the reader may see, and how many are not."""
    here, on = where(request, with_unplaced=True), listing.month_of(month)
    if on is None or not here.opens or not queries.stored(name, on):
        raise Http404
    counted = listing.counted_in(here.address, name)
    found = queries.behind(who=request.who, name=name, month=on, counted=counted, **here.children)
    page = listing.page_of(request.who, found, name, on, here.address)
    told = {"figure": name, "month": month}
    audit.listed(by=request.who, page="figure", shown=page["shown"], details=told)
    choices = [here.choice, *listing.choices(name)]
    filters = panel("Narrow the list", choices, here.address)
    return render(request, "web/behind.html", {**page, "where": here.name, "filters": filters})


@needing(Permission.SEE_FIGURES)
def download(request: Request) -> HttpResponse:
    """The figures of the page as a file, written to the audit first."""
    here = where(request)
    found = queries.series(who=request.who, place=here.place)
    rows = list(figures_file.lines(found, here.name))
    details = {"place": str(here.place or "authority")}
    audit.exported(by=request.who, what="figures", count=len(rows), details=details)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
    written = csv.writer(answer)
    written.writerow(figures_file.HEADER)
    written.writerows(rows)
    return answer
