import { findNodeAtLocation } from 'jsonc-parser'
import { BUILT_IN, SCOPES } from '../../model/policy-document.ts'
import type { Spot } from '../../model/spot.ts'
import { readMatrixText } from '../matrix/matrix-text.ts'
import type { PolicyFile, PolicyFiles } from './policy-files.ts'
import { readMarkup } from './read-markup.ts'
import { sourceText } from './source-text.ts'

/**
 * Where somebody reads that a subscription key is asked for: in the settings file, where that speaks of it; else at the
 * innermost `<inbound>`, before which API Management asks.
 */
export const keyAskedAt = ({ settings, scopes }: Pick<PolicyFiles, 'settings' | 'scopes'>): Spot =>
  (settings && inSettings(settings)) ?? atInbound(scopes) ?? { file: BUILT_IN, line: 1, column: 1 }

const inSettings = ({ path, text }: PolicyFile): Spot | null => {
  const { tree, text: read } = readMatrixText(text, path)
  const node = tree && (findNodeAtLocation(tree, [SUBSCRIPTION, 'header']) ?? findNodeAtLocation(tree, [SUBSCRIPTION]))
  return node ? sourceText(read, path).spotAt(node.parent?.offset ?? node.offset) : null
}

const SUBSCRIPTION = 'subscription'

const atInbound = (scopes: PolicyFiles['scopes']): Spot | null => {
  for (const scope of SCOPES.toReversed()) {
    const file = scopes[scope]
    if (!file) continue
    const source = sourceText(file.text, file.path)
    const root = readMarkup(source).elements.find(({ name }) => name === 'policies')
    const at = root?.children.find(({ name }) => name === 'inbound') ?? root
    if (at) return source.spotAt(at.offset)
  }
  return null
}
