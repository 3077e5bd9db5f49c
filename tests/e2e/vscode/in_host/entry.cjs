// What VS Code calls in the extension host (`extensionTestsPath`): runs the tests of the file
// RIG_TESTS one after the other, and writes [{name, error?}] to RIG_RESULTS.
const fs = require('node:fs');

const LIMIT_MS = 60_000;

function limited(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function outcomeOf({ name, fn }) {
  try {
    await limited((async () => fn())());
    return { name };
  } catch (error) {
    return { name, error: { message: String(error?.message ?? error), stack: String(error?.stack ?? '') } };
  }
}

exports.run = async function () {
  const outcomes = [];
  try {
    for (const test of require(process.env.RIG_TESTS).tests) outcomes.push(await outcomeOf(test));
  } catch (error) {
    outcomes.push({ name: 'the file of tests can be loaded', error: { message: String(error), stack: String(error?.stack) } });
  }
  // Complete or not there at all, for the one who waits for it.
  fs.writeFileSync(process.env.RIG_RESULTS + '.part', JSON.stringify(outcomes));
  fs.renameSync(process.env.RIG_RESULTS + '.part', process.env.RIG_RESULTS);
};
