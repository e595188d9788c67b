import { InvalidArgumentError, Option } from 'commander'
import { here } from '../../edges/here.ts'
import type { Shard } from '../../model/part.ts'

/** `--shard 2/4`: measure this part of the matrix, and leave the rest to other machines. */
export const shardOption = (): Option =>
  new Option(
    '--shard <i/n>',
    'measure part i of n, and write part.json into --out instead of a report; "auto": what the CI system says (CI_NODE_INDEX and CI_NODE_TOTAL; "auto/8" with JOB_COMPLETION_INDEX)',
  ).argParser((text) => shardOf(text, here().env))

/**
 * @param text `2/4`, `auto`, or `auto/8`
 * @throws InvalidArgumentError in words for the reader
 */
export const shardOf = (text: string, env: Readonly<Record<string, string | undefined>>): Shard => {
  const [, own, total] = /^(auto|\d+)(?:\/(\d+))?$/.exec(text) ?? []
  if (own === undefined) throw new InvalidArgumentError('Expected i/n, for example 2/4, or auto.')
  if (own !== 'auto') return checked(Number(own), Number(total), text)
  // GitLab counts from 1: https://docs.gitlab.com/ci/variables/predefined_variables/
  const gitlab = env['CI_NODE_INDEX']
  if (gitlab !== undefined) return checked(Number(gitlab), Number(total ?? env['CI_NODE_TOTAL']), text)
  // Kubernetes counts from 0: https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
  const indexed = env['JOB_COMPLETION_INDEX']
  if (indexed !== undefined && total !== undefined) return checked(Number(indexed) + 1, Number(total), text)
  throw new InvalidArgumentError(
    indexed === undefined
      ? 'Neither CI_NODE_INDEX nor JOB_COMPLETION_INDEX is set: name the part, for example 2/4.'
      : 'A Kubernetes job does not say how many there are: auto/8, with its completions.',
  )
}

const checked = (index: number, of: number, text: string): Shard => {
  if (Number.isInteger(index) && Number.isInteger(of) && index >= 1 && index <= of && of <= 4_096) return { index, of }
  throw new InvalidArgumentError(`${text}: part ${index} of ${of} is none.`)
}
