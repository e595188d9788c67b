// Prints what failed, then "N passed, N failed" as the last line. Exit code 1 when anything failed.
// usage: count.mjs RESULTS.json [FAILED-STEP...]
import { readFileSync } from 'node:fs'

const [path, ...failedSteps] = process.argv.slice(2)

const read = () => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}

const files = read().testResults
const tests = files.flatMap((file) =>
  file.assertionResults.map(({ fullName, status }) => ({ file: file.name, fullName, status })),
)
const passed = tests.filter(({ status }) => status === 'passed').length
const failures = [
  ...tests.filter(({ status }) => status === 'failed').map(({ file, fullName }) => `${file}: ${fullName}`),
  // A file that could not be loaded, or whose hooks threw, has no failed test of its own.
  ...files
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    .map(({ name, message }) => `${name}: ${message}`),
]
// A test run that ended badly without naming a test (an unhandled error, a time-out) is one failure; so is each check.
for (const step of failedSteps) if (!step.includes('npm test') || failures.length === 0) failures.push(step)
if (tests.length === 0) failures.push('no test ran')

for (const failure of failures) console.log(`failed: ${failure}`)
const skipped = tests.length - passed - tests.filter(({ status }) => status === 'failed').length
if (skipped > 0) console.log(`${skipped} skipped`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 ? 1 : 0
