import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: `${randomInt(1_000_000)}` } },
})
const [runs, seed] = [Number(values.runs), Number(values.seed)]
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
say(`npm run soak -- --runs ${runs} --seed ${seed}`)
const { faults } = await soak({ runs, seed }, say)
say(faults.length === 0 ? `${runs} runs, the same report each time.` : faults.join('\n'))
process.exitCode = faults.length === 0 ? 0 : 1
