import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FuzzEnd } from './run-target.ts'
import { targets } from './targets/index.ts'

const USAGE = `npm run fuzz -- [targets…] [--inputs N] [--seed S]
  targets   ${Object.keys(targets).join(', ')}
  --inputs  how many each target is given (default: 10000)
  --seed    what the inputs are made from (default: by the clock, and printed)

Exit code: 0 all held, 1 an input was a crash, a hang or nonsense (it is printed), 2 wrong usage.`

/** Milliseconds in which one input must be done with: none of them is longer than a few pages. */
const HANGS_MS = 20_000
/** And in which a target must have read what it needs. */
const OPENS_MS = 120_000

type Told = FuzzEnd | { readonly kind: 'hung'; readonly input: readonly string[] }

const main = async (argv: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  })
  const [inputs, seed] = [Number(values.inputs), Number(values.seed ?? Date.now() % 2 ** 31)]
  const unknown = positionals.filter((name) => !Object.hasOwn(targets, name))
  if (values.help || unknown.length > 0 || !(inputs >= 1) || !Number.isInteger(seed)) {
    console.error(unknown.length > 0 ? `There is no target ${unknown.join(', ')}.\n${USAGE}` : USAGE)
    return values.help ? 0 : 2
  }
  let code = 0
  for (const name of positionals.length > 0 ? positionals : Object.keys(targets)) {
    const started = performance.now()
    const end = await inThread(name, inputs, seed)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    if (end.kind === 'held') console.log(`${name}: ${end.inputs} inputs held (seed ${seed}, ${seconds} s)`)
    else {
      code = 1
      const what = end.kind === 'hung' ? `no end within ${HANGS_MS / 1000} s` : end.why
      console.log(`${name}: FAILED (seed ${seed})\n${JSON.stringify(end.input)}\n${what}`)
    }
  }
  return code
}

const inThread = (name: string, inputs: number, seed: number): Promise<Told> =>
  new Promise((resolve, reject) => {
    let input: readonly string[] = []
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { name, inputs, seed } })
    const ended = (told: Told): void => {
      clearTimeout(timer)
      resolve(told)
      worker.terminate()
    }
    const hung = (): void => ended({ kind: 'hung', input })
    let timer = setTimeout(hung, OPENS_MS)
    worker.on('message', (message: { input?: readonly string[]; end?: FuzzEnd }) => {
      if (message.end) return ended(message.end)
      input = message.input ?? []
      clearTimeout(timer)
      timer = setTimeout(hung, HANGS_MS)
    })
    worker.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })

process.exitCode = await main(process.argv.slice(2))
