import { applyEdits, type FormattingOptions, findNodeAtLocation, modify, parseTree } from 'jsonc-parser'

/** What is added to a matrix file. */
export type Addition = {
  /** An SDK as `matrix.json` has it. */
  readonly sdk: { readonly id: string } & Readonly<Record<string, unknown>>
  readonly credentials: Readonly<Record<string, unknown>>
}

const STYLE: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' }

/**
 * The text of a matrix file with one more SDK and its credentials. Nothing else is touched, no comment moves; a credential
 * that is there stays as it is.
 * @param text without faults; null: there is no file yet
 */
export const addSdk = (text: string | null, { sdk, credentials }: Addition): string => {
  if (text === null) {
    const whole = { sdks: [sdk], ...(Object.keys(credentials).length > 0 ? { credentials } : {}) }
    return `${JSON.stringify(whole, null, 2)}\n`
  }
  const edited = (before: string, path: (string | number)[], value: unknown): string =>
    applyEdits(
      before,
      modify(before, path, value, {
        formattingOptions: {
          ...STYLE,
          insertSpaces: !/^\t/m.test(before),
          eol: before.includes('\r\n') ? '\r\n' : '\n',
        },
        isArrayInsertion: typeof path.at(-1) === 'number',
      }),
    )
  return Object.entries(credentials).reduce(
    (before, [role, shape]) => {
      const root = parseTree(before, [], { allowTrailingComma: true })
      return root && findNodeAtLocation(root, ['credentials', role])
        ? before
        : edited(before, ['credentials', role], shape)
    },
    edited(text, ['sdks', -1], sdk),
  )
}
