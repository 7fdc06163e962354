/** One clear sentence when this Node (`20.19.0`) is too old for the hub, otherwise null. */
export function versionProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `The hub needs Node 20.19 or newer, but this is Node ${version}: install a newer one and try again.`;
}
