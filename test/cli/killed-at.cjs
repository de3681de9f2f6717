/** Preloaded into the command: ends it with SIGKILL at the call number KILLED_AT that changes something on the disk. */
const promises = require('node:fs/promises');

const at = Number(process.env.KILLED_AT);
let calls = 0;

function dieIfDue() {
  calls += 1;
  if (calls === at) process.kill(process.pid, 'SIGKILL');
}

function watch(object, names) {
  for (const name of names) {
    const original = object[name];
    object[name] = function (...all) {
      dieIfDue();
      return original.apply(this, all);
    };
  }
}

watch(promises, ['rename', 'rm', 'unlink', 'link', 'writeFile', 'appendFile']);

const { open } = promises;
promises.open = async (path, flags, ...all) => {
  // Looking changes nothing, so being killed before or after it is the same.
  if (flags === 'r') {
    const looked = await open(path, flags, ...all);
    watch(looked, ['sync']);
    return looked;
  }
  dieIfDue();
  const file = await open(path, flags, ...all);
  const { writeFile } = file;
  // A file is written in pieces: once it is killed before the first, and once in the middle.
  file.writeFile = async function (text, ...rest) {
    dieIfDue();
    calls += 1;
    if (calls === at) {
      await writeFile.call(this, text.slice(0, text.length / 2), ...rest);
      process.kill(process.pid, 'SIGKILL');
    }
    return writeFile.call(this, text, ...rest);
  };
  watch(file, ['sync', 'close']);
  return file;
};
