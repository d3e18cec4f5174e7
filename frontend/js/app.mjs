// Starts the few enhancements a page asks for; every page works without them.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { watchSession } from "./timeout.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
[CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink].forEach((component) =>
  createAll(component),
);
createAll(Button, { preventDoubleClick: true });

document.querySelectorAll("#timeout").forEach(watchSession);
