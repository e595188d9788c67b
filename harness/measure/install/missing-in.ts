import { ecosystems } from '../../ecosystems/index.ts'
import type { Dependencies } from '../../model/installed.ts'
import type { Job } from './job.ts'

/**
 * What a tree that was laid down lacks of what was asked for, as a clause; null when nothing. A pinned package lies there
 * once, at its version: else something in the tree would use another than the report names.
 */
export const missingIn = (
  dependencies: Dependencies,
  { target, beside }: Pick<Job, 'target' | 'beside'>,
): string | null => {
  const { sdk, source, version } = target
  const { normalName, compare } = ecosystems[sdk.registry]
  const isPinned = Object.keys(beside).length > 0
  const wanted: readonly (readonly [name: string, version: string | null])[] = [
    // A build knows best which version it is.
    [sdk.package, isPinned && source.kind === 'registry' ? version : null],
    ...Object.entries(beside),
  ]
  for (const [name, pinned] of wanted) {
    const found = dependencies[normalName(name)]
    if (found === undefined) return `${name} is not in the folder`
    if (
      name === sdk.package &&
      source.kind === 'registry' &&
      !found.split(', ').some((one) => compare(one, version) === 0)
    )
      return `what its registry gave out for ${name} ${version} says of itself that it is ${found}`
    if (pinned !== null && (found.includes(',') || compare(found, pinned) !== 0))
      return `${name} lies there as ${found}, and not as ${pinned} alone`
  }
  return null
}
