import { resolve } from 'node:path'
import { readIfThere } from '../../edges/documents.ts'
import { UserError } from '../../errors.ts'
import type { Place } from '../../model/options.ts'
import type { Shard, SharedPlan } from '../../model/part.ts'
import { planSchema } from '../../tell/reporters/answers/plan-schema.ts'

/**
 * The plan that all machines were given.
 * @param asked digest of what is to be measured here
 * @throws UserError when the file is none, or is of another matrix, or has another number of parts
 */
export const readPlan = async (file: string, asked: string, { of }: Shard, { cwd }: Place): Promise<SharedPlan> => {
  const where = `--plan ${file}`
  const text = await readIfThere(resolve(cwd, file))
  if (text === null) throw new UserError('shard/no-plan', { what: `There is no ${file}.`, where, hint: HINT })
  const read = planSchema.safeParse(asJson(text))
  if (!read.success) {
    const [issue] = read.error.issues
    const at = issue && issue.path.length > 0 ? ` (${issue.path.join('.')}: ${issue.message})` : ''
    throw new UserError('shard/no-plan', { what: `This is no plan${at}.`, where, hint: HINT })
  }
  const plan = read.data
  if (plan.asked !== asked)
    throw new UserError('shard/other-plan', {
      what: 'The plan is of another matrix than the one that is here.',
      where,
      hint: 'Give the matrix file and the flags with which it was made: --config, --sdk, --scenario, --gateway.',
    })
  if (plan.shards.length !== of)
    throw new UserError('shard/other-plan', {
      what: `The plan has ${plan.shards.length} parts, and --shard says ${of}.`,
      where,
      hint: `Parts of this plan are 1/${plan.shards.length} to ${plan.shards.length}/${plan.shards.length}.`,
    })
  return plan
}

const HINT = 'sdkdrift plan --save plan.json writes one.'

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
