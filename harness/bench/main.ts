import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { cacheDir } from '../edges/paths.ts'
import { type Bench, misses } from './bench.ts'
import { benches } from './benches.ts'
import { asJson, asText, type Told } from './print.ts'
import { removeWork } from './work-cache.ts'

const USAGE = `node harness/bench/main.ts [names…] [--runs N] [--smoke] [--json]
  names   ${Object.keys(benches).join(', ')}
  --runs  how many times each way is timed, in turn
  --smoke as little as shows that each can run; its figures say nothing
  --json  all figures on stdout, and nothing else there`

/** Exit code: 0 whatever the times are, 1 when a bench could not run or found something wrong, 2 wrong usage. */
const main = async (argv: readonly string[]): Promise<number> => {
  const wishes = wishesOf(argv)
  if ('fault' in wishes) {
    console.error(`${wishes.fault}\n${USAGE}`)
    return 2
  }
  const { names, smoke, json } = wishes
  const runs = smoke ? 1 : wishes.runs
  const machine = { processors: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', node: process.version }
  if (!json) console.log(`${machine.processors} processors (${machine.model}), Node ${process.versions.node}`)
  const all: Told[] = []
  let failed = false
  const cache = cacheDir(process.env)
  for (const name of names) {
    const bench: Bench = benches[name]
    const say = (text: string): void => console.error(`[${name}] ${text}`)
    const [load = 0] = loadavg()
    if (load > availableParallelism() / 2) say(`something else keeps this machine busy (load ${load.toFixed(1)})`)
    const context = { env: process.env, cacheDir: cache, runs, smoke, say }
    const outcome = await bench
      .run(context)
      .catch((error: unknown) => ({ kind: 'failed' as const, why: wordsOf(error) }))
    const told = { name, title: bench.title, outcome }
    all.push(told)
    failed ||= outcome.kind === 'failed' || (!smoke && misses(bench, outcome))
    if (!json) process.stdout.write(asText(told))
  }
  await removeWork(cache)
  if (json) process.stdout.write(asJson(all, machine))
  return failed ? 1 : 0
}

type Name = keyof typeof benches
type Wishes = {
  readonly names: readonly Name[]
  readonly runs: number | null
  readonly smoke: boolean
  readonly json: boolean
}

const isName = (name: string): name is Name => Object.hasOwn(benches, name)

const wishesOf = (argv: readonly string[]): Wishes | { readonly fault: string } => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        runs: { type: 'string' },
        smoke: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const unknown = positionals.filter((name) => !isName(name))
    if (unknown.length > 0) return { fault: `There is no bench called ${unknown.join(', ')}.` }
    const runs = values.runs === undefined ? null : Number(values.runs)
    if (runs !== null && !(Number.isInteger(runs) && runs > 0))
      return { fault: '--runs takes a whole number from 1 on.' }
    const byDefault = Object.keys(benches)
      .filter(isName)
      .filter((name) => benches[name].byDefault)
    return {
      names: positionals.length > 0 ? positionals.filter(isName) : byDefault,
      runs,
      smoke: values.smoke,
      json: values.json,
    }
  } catch (error) {
    return { fault: wordsOf(error) }
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

// Set, not exit(): what was printed must be flushed first.
process.exitCode = await main(process.argv.slice(2))
