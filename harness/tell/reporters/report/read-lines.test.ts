import { expect, test } from 'vitest'
import { json } from './json.ts'
import { readLines, takingRuns } from './read-lines.ts'
import { saved } from './saved.fixture.ts'
import { asReport } from './schema.ts'

async function* linesOf(text: string) {
  yield* text.replace(/\n$/, '').split('\n')
}

const read = async (text: string, take = takingRuns()) => {
  const found = await readLines(linesOf(text), take)
  return found && asReport(found)
}

test.each(['incidents', 'quiet'] as const)('the %s report is read line by line as it was written', async (name) => {
  const report = saved(name)
  expect(await read(json(report))).toEqual(report)
})

test('what two versions, or two files, have alike is one object', async () => {
  const [text, take] = [json(saved('incidents')), takingRuns()]
  const [one, two] = [await read(text, take), await read(text, take)]
  expect(two?.runs[0]?.scenarios[0]).toBe(one?.runs[0]?.scenarios[0])
  expect(one?.runs[0]?.scenarios[0]).toBeDefined()
})

const text = json(saved('incidents'))
test.each([
  ['formatted by somebody', JSON.stringify(JSON.parse(text), null, 2)],
  ['on one line', JSON.stringify(JSON.parse(text))],
  ['cut off', text.slice(0, text.lastIndexOf('}'))],
  ['cut off in a run', text.slice(0, 2_000)],
  ['with a result that is none', text.replace('"status":"measured"', '"status":"dreamt"')],
  ['with a result that is nothing', text.replace('"scenarios":[{', '"scenarios":[null,{')],
  ['with more behind it', `${text}{}`],
  ['empty', ''],
])('what is %s is not read so, and left to who reads it whole', async (_, other) => {
  expect(await read(other)).toBeNull()
})
