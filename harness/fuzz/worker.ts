import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { runTarget } from './run-target.ts'
import { targets } from './targets/index.ts'

// One target in a thread of its own: what hangs there can be ended.

const names = Object.keys(targets)
const { name, inputs, seed } = z
  .object({ name: z.string().refine((one) => names.includes(one)), inputs: z.int(), seed: z.int() })
  .parse(workerData)
const target = Object.entries(targets).find(([one]) => one === name)?.[1]
if (!target || !parentPort) throw new Error(`no target ${name}`)
const port = parentPort
port.postMessage({ end: await runTarget(target, { inputs, seed }, (input) => port.postMessage({ input })) })
