import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { ensureUv } from '../ensure-uv.ts'
import type { Mode } from './mode.ts'
import { modes } from './modes.ts'
import { soak } from './soak.ts'

const all: readonly (readonly [string, Mode])[] = Object.entries(modes)
const USAGE = `npm run soak -- [MODE] [--runs N] [--seed S]
${all.map(([name, { does, runs }]) => `  ${name.padEnd(6)}  ${does} (${runs} runs)`).join('\n')}
  --seed  what goes wrong is made from it (default: by chance, and printed)

Exit code: 0 the same report each time, 1 another one or something left behind, 2 wrong usage.
`

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  })
  const [name = 'mixed'] = positionals
  const mode = all.find(([one]) => one === name)?.[1]
  const seed = Number(values.seed ?? randomInt(1_000_000))
  const runs = Number(values.runs ?? mode?.runs)
  if (values.help || !mode || !Number.isInteger(seed) || !(runs >= 1)) {
    process.stderr.write(USAGE)
    return values.help ? 0 : 2
  }
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  say(`npm run soak -- ${name} --runs ${runs} --seed ${seed}`)
  // The fake registries have none, and every night is on a fresh machine.
  // biome-ignore lint/style/noProcessEnv: this is a program of its own.
  await ensureUv(process.env)
  const { faults, runs: done } = await soak(mode, { runs, seed }, say)
  say(faults.length === 0 ? `${done} runs, the same report each time.` : faults.join('\n'))
  return faults.length === 0 ? 0 : 1
}

process.exitCode = await main()
