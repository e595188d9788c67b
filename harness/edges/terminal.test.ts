import { EventEmitter } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { liveProgress } from './live-progress.ts'
import { createTerminal, type Stream } from './terminal.ts'

type Fake = Stream & { readonly text: () => string; readonly fail: (code: string) => void }
const aStream = (over: { isTTY?: boolean; columns?: number; closed?: boolean } = {}): Fake => {
  const events = new EventEmitter()
  let text = ''
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
  return Object.assign(events, {
    isTTY: over.isTTY ?? false,
    columns: over.columns ?? 0,
    write: (part: string, done?: (error?: Error | null) => void) => {
      if (!over.closed) text += part
      setImmediate(() => done?.(over.closed ? broken : null))
      return true
    },
    text: () => text,
    fail: (code: string) => void events.emit('error', Object.assign(new Error(code), { code })),
  })
}

const aTerminal = (env: Record<string, string>, tty: boolean) => {
  const streams = { stdout: aStream({ isTTY: tty, columns: 90 }), stderr: aStream({ isTTY: tty, columns: 60 }) }
  let now = 0
  return { ...streams, terminal: createTerminal(env, streams, undefined, liveProgress, () => (now += 100)) }
}

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('environment %j, terminal %s: colour %s', (env, tty, colour) => {
  expect(aTerminal(env, tty).terminal.colour).toBe(colour)
})

test.each([
  [{}, true, true],
  [{ CI: 'true' }, true, false],
  [{ CI: 'false' }, true, true],
  [{ TERM: 'dumb' }, true, false],
  [{}, false, false],
])('environment %j, terminal %s: interactive %s', (env, tty, interactive) => {
  expect(aTerminal(env, tty).terminal.interactive).toBe(interactive)
})

test('the width is the terminal’s, and a fixed one in a pipe', () => {
  expect(aTerminal({}, true).terminal.width).toBe(90)
  expect(aTerminal({}, false).terminal.width).toBe(100)
  expect(aTerminal({ COLUMNS: '70' }, false).terminal.width).toBe(70)
})

test('in a log: one line a finished version, on stderr, and stdout stays clean', async () => {
  const { terminal, stdout, stderr } = aTerminal({ CI: '1' }, true)
  const { tell, end } = terminal.progress
  tell({ kind: 'plan', versions: 2, runs: 2, cells: 84 })
  tell({ kind: 'installing', target: 'openai-python@2.34.0' })
  tell({ kind: 'measuring', target: 'openai-python@2.34.0', done: 3, of: 84 })
  tell({ kind: 'measured', target: 'openai-python@2.34.0', scenarios: 84, ms: 2100, cached: false })
  tell({ kind: 'not-measured', target: 'openai-node@7.0.0', reason: 'would not install\nmore' })
  end()
  await terminal.out('{}\n')
  expect(stdout.text()).toBe('{}\n')
  expect(stderr.text()).toBe(
    '2 versions, at most 84 measurements\n' +
      '[1/2] openai-python@2.34.0 measured: 84 results in 2.1 s\n' +
      '[2/2] openai-node@7.0.0 could not be measured: would not install\n',
  )
})

/** What is seen in the end: lines printed, less those wiped. */
const seen = (text: string): string[] => {
  const lines: string[] = []
  for (const part of text.split('\u001b[0J')) {
    const up = part.lastIndexOf('\u001b[')
    const wipe = /^\[(\d+)A$/u.exec(part.slice(up + 1))?.[1]
    lines.push(...stripVTControlCharacters(part).split('\n').slice(0, -1))
    if (wipe) lines.splice(-Number(wipe))
  }
  return lines
}

test('at a terminal: a few lines that say who is at what, wiped at the end; failures stay', () => {
  const { terminal, stderr } = aTerminal({}, true)
  const { tell, end } = terminal.progress
  tell({ kind: 'plan', versions: 2, runs: 2, cells: 20 })
  tell({ kind: 'installing', target: 'openai-python@2.34.0' })
  tell({ kind: 'measuring', target: 'openai-node@5.18.0', done: 4, of: 10 })
  const [head, ...rest] = seen(stderr.text())
  expect(head).toMatch(/^\[0\/2\] versions · 4 of 20 measurements/u)
  expect(rest).toEqual(['  openai-python@2.34.0  installing', '  openai-node@5.18.0    4 of 10 scenarios'])
  tell({ kind: 'not-measured', target: 'openai-python@2.34.0', reason: 'gone' })
  tell({ kind: 'measured', target: 'openai-node@5.18.0', scenarios: 10, ms: 1, cached: false })
  terminal.err('by the way')
  end()
  expect(seen(stderr.text())).toEqual(['openai-python@2.34.0 could not be measured: gone', 'by the way'])
})

test('at a terminal: what is at work counts, once, and nothing is counted of what is not planned yet', () => {
  const { terminal, stderr } = aTerminal({}, true)
  const { tell } = terminal.progress
  tell({ kind: 'note', text: 'by the way' })
  expect(seen(stderr.text())).toEqual(['by the way', expect.stringMatching(/^planning · \d+\.\d s$/u)])
  tell({ kind: 'plan', versions: 2, runs: 2, cells: 20 })
  tell({ kind: 'measuring', target: 'openai-node@5.17.0', done: 7, of: 10 })
  tell({ kind: 'measuring', target: 'openai-node@5.18.0', done: 4, of: 10 })
  tell({ kind: 'measured', target: 'openai-node@5.17.0', scenarios: 10, ms: 1, cached: false })
  tell({ kind: 'measuring', target: 'openai-node@5.18.0', done: 5, of: 10 })
  expect(seen(stderr.text())[1]).toMatch(/^\[1\/2\] versions · 15 of 20 measurements/u)
})

test('live lines never reach the edge of the terminal', () => {
  const { terminal, stderr } = aTerminal({}, true)
  terminal.progress.tell({ kind: 'installing', target: `${'long-'.repeat(20)}@1.0.0` })
  terminal.progress.tell({ kind: 'installing', target: `${'版本'.repeat(20)}@1.0.0` })
  for (const line of seen(stderr.text())) expect(stringWidth(line)).toBeLessThan(60)
})

test('a reader that goes away ends quietly; any other fault does not', async () => {
  const streams = { stdout: aStream({ closed: true }), stderr: aStream() }
  const terminal = createTerminal({}, streams)
  await expect(terminal.out('text')).resolves.toBeUndefined()
  expect(() => streams.stdout.fail('EPIPE')).not.toThrow()
  expect(() => streams.stdout.fail('ENOSPC')).toThrow('ENOSPC')
})
