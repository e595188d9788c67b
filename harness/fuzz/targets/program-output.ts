import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { root } from '../../edges/paths.ts'
import { readCommandLog } from '../../measure/run/command-log.ts'
import { driverEvent } from '../../measure/run/driver-events.ts'
import { driverOutput } from '../../measure/run/driver-output.ts'
import { lastWords } from '../../measure/run/last-words.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const EVENTS = [
  { event: 'ready', runtime: '24.1.0' },
  { event: 'wait', job: 1, ms: 5 },
  { event: 'end', job: 1, end: { kind: 'called', calls: [{ kind: 'raised', name: 'E', message: 'm', status: 401 }] } },
  { event: 'end', job: 2, end: { kind: 'egress', host: 'a', port: 1 } },
  { event: 'loaded', runtime: '22.1.0' },
  { event: 'misfit', module: 'm', runtime: 'python 3.11' },
]

export const programOutput: FuzzTarget = {
  title: 'what drivers and programs print and report',
  open: () => {
    const folder = join(root(), 'fixtures', 'last-words')
    const seeds = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    return {
      inputs: fc
        .oneof(damagedText([...seeds, ...EVENTS.map((one) => JSON.stringify(one))]), damagedJson(EVENTS))
        .map((text) => [text]),
      check: ([text = '']) => {
        must(lastWords({ stderr: text, stdout: '' }).length <= 1000, 'last words without end')
        must(lastWords({ stderr: '', stdout: text }).length <= 1000, 'last words without end')
        const output = driverOutput()
        output.add('stderr', text)
        must(output.tail().length <= 20_000, 'a tail without end')
        const event = driverEvent(text)
        must(event === null || EVENT_NAMES.includes(event.event), 'an event that is none')
        const { loadedIn, refused } = readCommandLog(text)
        must(
          loadedIn.every((one) => typeof one === 'string') && refused.every(({ port }) => Number.isInteger(port)),
          'a log that is none',
        )
      },
    }
  },
}

const EVENT_NAMES: readonly string[] = ['loading', 'ready', 'start', 'called', 'wait', 'end']
