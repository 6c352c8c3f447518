/**
 * The only script: a Copy button beside text meant for another system, no second press while a page is being sent, and
 * closing a question where it was opened. Every page works without it.
 */
export const SCRIPT = `'use strict';
for (const area of document.querySelectorAll('textarea[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-outline-primary';
  button.textContent = 'Copy';
  const status = document.createElement('span');
  status.setAttribute('role', 'status');
  status.className = 'ms-3';
  button.addEventListener('click', async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      status.textContent = 'Copied.';
    } catch {
      status.textContent = 'Selected. Use your usual keys to copy.';
    }
  });
  const row = document.createElement('p');
  row.className = 'mt-2 mb-0';
  row.append(button, status);
  area.after(row);
}
let sending = false;
document.addEventListener('submit', (event) => {
  if (sending) event.preventDefault();
  sending = true;
  setTimeout(() => { sending = false; }, 5000);
});
window.addEventListener('pageshow', () => { sending = false; });
document.addEventListener('click', (event) => {
  const details = event.target.closest('[data-close]')?.closest('details');
  if (!details) return;
  event.preventDefault();
  details.open = false;
  details.querySelector('summary').focus();
});
document.querySelector('[autofocus]')?.focus({ preventScroll: location.hash !== '' });
`;
