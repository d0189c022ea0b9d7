/**
 * Asks before an act that cannot be taken back.
 *
 * The template says the question on the button that sends the form: `data-confirm="确定签发？"`.
 * Answering no leaves the page as it is.
 */
export function askBefore(page: Document): void {
  page.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
}
