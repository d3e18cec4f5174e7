"""Pages of the frame. Ids in addresses are opaque; no address holds a name."""

from django.urls import URLPattern, path

from kinkeeper.web.views import checks, child, imports, plain, search, work

urlpatterns: list[URLPattern] = [
    path("", work.home, name="home"),
    path("work/waiting/", work.waiting, name="waiting"),
    path("work/<slug:view>/", work.home, name="home"),
    path("duties/<uuid:duty_id>/", work.duty, name="duty"),
    path("children/", search.ask, name="search"),
    path("children/found/<slug:token>/", search.results, name="search-results"),
    path("children/<uuid:person_id>/", child.story_page, name="child"),
    path("children/<uuid:person_id>/details/", child.details, name="child-details"),
    path("children/<uuid:person_id>/work/", child.work, name="child-work"),
    path("children/<uuid:person_id>/care/", child.care, name="child-care"),
    path("children/<uuid:person_id>/access/", child.access, name="child-access"),
    path("children/<uuid:person_id>/known/", child.known, name="known"),
    path("returns/", imports.imports, name="imports"),
    path("returns/checks/", checks.tallied, name="checks"),
    path("returns/checks/<str:check_id>/", checks.one, name="check"),
    path("returns/<uuid:load_id>/", imports.report, name="import-report"),
    path("still-here/", plain.still_here, name="still-here"),
    path("accessibility/", plain.accessibility, name="accessibility"),
    path("privacy/", plain.privacy, name="privacy"),
    path("catalogue/", plain.catalogue, name="catalogue"),
    path("catalogue/<slug:page>/", plain.catalogue, name="catalogue"),
]
