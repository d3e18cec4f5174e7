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

document.body.classList.add("js-enabled", "govuk-frontend-supported");
[CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink].forEach((component) =>
  createAll(component),
);
createAll(Button, { preventDoubleClick: true });

// A chosen file is named at once to screen readers and sighted people alike.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
