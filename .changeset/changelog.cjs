// What a release says of each change: what its author wrote. The usual one puts a commit before it, which tells users nothing.
exports.getReleaseLine = async ({ summary }) => {
  const [first, ...more] = summary.split('\n').map((line) => line.trimEnd());
  return [`- ${first}`, ...more.map((line) => (line ? `  ${line}` : ''))].join('\n');
};

exports.getDependencyReleaseLine = async () => '';
