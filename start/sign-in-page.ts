import type { SampleAccount } from './sample-accounts.ts';

/** The page on which a sample account is chosen: plain HTML, no script, and it says what it is. */
export function signInPage(uid: string, accounts: readonly SampleAccount[]): string {
  const rows = accounts.map(
    ({ sub, name, about }) =>
      `<li><button name="account" value="${escape(sub)}"><b>${escape(sub)}</b> ${escape(name)}<br><small>${escape(about)}</small></button></li>`,
  );
  return page(
    'Sample sign-in',
    `<p class="warning">Not for production: these accounts have no password. Choose who you want to be.</p>
<form method="post" action="/login/${escape(encodeURIComponent(uid))}"><ul>${rows.join('\n')}</ul></form>`,
  );
}

/** A page that only says what went wrong. */
export function signInErrorPage(message: string): string {
  return page('The sign-in did not work', `<p>${escape(message)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – Huế city hub</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2b2a; }
  .warning { background: #fff3cd; border-left: 4px solid #c77700; padding: .6rem .8rem; }
  ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .6rem; }
  button { width: 100%; height: 100%; text-align: left; font: inherit; padding: .6rem .8rem; border: 1px solid #8aa; border-radius: 6px; background: #f6faf9; cursor: pointer; }
  button:hover, button:focus { background: #e0f0ed; }
</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
