import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const name = '@hue-hub/client-sdk';
const { exports } = require(`${name}/package.json`);
const imported = {};
const required = {};
for (const path of Object.keys(exports).filter((each) => each !== './package.json')) {
  const place = path.replace('.', name);
  const known = (module) =>
    Object.keys(module)
      .filter((each) => !['default', 'module.exports', '__esModule'].includes(each))
      .sort();
  imported[path] = known(await import(place));
  required[path] = known(require(place));
}
console.log(JSON.stringify({ imported, required }));
