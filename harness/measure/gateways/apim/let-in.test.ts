import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseExpression } from '../../../ask/policies/expressions/parse-expression.ts'
import { mutated, randomFrom } from '../../../ask/policies/mutated-documents.fixture.ts'
import { nothingKnown } from '../../../ask/policies/policy-files.ts'
import { readDocument } from '../../../ask/policies/read-document.ts'
import { UserError } from '../../../errors.ts'
import type { PolicyDocument } from '../../../model/policy-document.ts'
import { anExchange } from './exchange.fixture.ts'
import { truthOf } from './expressions/evaluate.ts'
import { type Caller, CONDITIONS, plainAnswer, someCaller, someDocument } from './let-in.fixture.ts'
import { standAnywhere } from './stand-document.fixture.ts'

const FOLDER = '/work/shared/policies'
const SEED = Number(process.env['SEED'] ?? 20_261_127)
const RUNS = Number(process.env['RUNS'] ?? 300)

const real = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.xml`).map((path) => readFileSync(path, 'utf8')) : []

const readOrNull = (text: string): PolicyDocument | null => {
  const files = { scopes: { api: { path: 'api.xml', text } }, fragments: {}, settings: null, known: nothingKnown }
  const names = [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name = '']) => [name.trim(), '1'])
  try {
    return readDocument(files, { namedValues: Object.fromEntries(names) }).document
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

type Said = Awaited<ReturnType<Awaited<ReturnType<typeof standAnywhere>>['ask']>>

const outcomeOf = ({ status, by, told }: Said): 'in' | 'out' | 'cannot tell' => {
  if ((told?.asked.length ?? 0) > 0 && status < 400) return 'in'
  return by?.includes('cannot tell') ? 'cannot tell' : 'out'
}

test.each(CONDITIONS)('%s is what C# says, or cannot be told', (source, of) => {
  const read = parseExpression(`@(${source})`, SPOT)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const { expression } = read
  for (const value of [null, 'a', 'A', 'b', '', 'a,b']) {
    const headers: Record<string, string> = value === null ? {} : { 'x-a': value }
    const is = () => truthOf({ kind: 'expression', spot: SPOT, source, expression }, anExchange({ fields: headers }))
    const truth = of({ headers, token: 'none' })
    if (truth === 'cannot') expect(is).toThrow()
    else expect(is()).toBe(truth)
  }
})

const SPOT = { file: 'api.xml', line: 1, column: 1 }

/** How the model and the gateway agree, over made documents and slips of the hand in these and in real ones. */
test(`nobody is let in whom a plain model refuses (seed ${SEED}, ${RUNS} runs)`, { timeout: 900_000 }, async () => {
  const random = randomFrom(SEED)
  const stand = await standAnywhere()
  const { credentials } = stand
  const authorization = { none: undefined, good: `Bearer ${credentials.of('entra-token')}`, bad: 'Bearer a.b.c' }
  const headersOf = ({ headers, token }: Caller) => {
    const value = authorization[token]
    return value === undefined ? headers : { ...headers, authorization: value }
  }
  const ends = { in: 0, out: 0, perhaps: 0, unread: 0 }
  for (let run = 0; run < RUNS; run += 1) {
    const made = someDocument(random)
    const kind = random(3)
    const text =
      kind === 0 ? made : mutated(kind === 1 || real.length === 0 ? made : (real[random(real.length)] ?? made), random)
    const document = readOrNull(text)
    if (!document) {
      ends.unread += 1
      continue
    }
    const ask = stand.standing(document)
    for (let asked = 0; asked < 4; asked += 1) {
      const caller = someCaller(random)
      const plain = plainAnswer(document, caller)
      ends[plain] += 1
      try {
        const said = outcomeOf(await ask({ headers: headersOf(caller) }))
        if (plain === 'out') expect(said).not.toBe('in')
        if (plain === 'in') expect(said).not.toBe('out')
      } catch (error) {
        throw new Error(`Run ${run} of seed ${SEED}, ${JSON.stringify(caller)}:\n${text}`, { cause: error })
      }
    }
  }
  expect(Object.values(ends).every((count) => count > 0)).toBe(true)
})
