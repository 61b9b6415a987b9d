// A form with data-send-after="seconds" is sent by itself after so many seconds.
for (const form of document.querySelectorAll("form[data-send-after]")) {
  setTimeout(() => form.requestSubmit(), 1000 * Number(form.dataset.sendAfter));
}
