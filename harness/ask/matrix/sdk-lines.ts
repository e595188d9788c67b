import { findNodeAtLocation, getNodeValue } from 'jsonc-parser'
import { lineAt } from '../../errors.ts'
import { readMatrixText } from './matrix-text.ts'

/** The line on which the entry of each SDK begins, by its id, in the text of a matrix that was read without a fault. */
export const sdkLines = (text: string, file: string): ReadonlyMap<string, number> => {
  const { tree, text: clean } = readMatrixText(text, file)
  const entries = tree && findNodeAtLocation(tree, ['sdks'])
  return new Map(
    (entries?.children ?? []).flatMap((entry) => {
      const id: unknown = getNodeValue(entry)?.id
      return typeof id === 'string' ? [[id, lineAt(clean, entry.offset)] as const] : []
    }),
  )
}
