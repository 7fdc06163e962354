/** The body of a GET. @throws Error when it is not answered with 200 */
export async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url.href} answered ${response.status}`);
  return response.text();
}
