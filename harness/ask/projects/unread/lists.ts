import { readDescriptor } from '../npm/specifier.ts'
import { readRequirement } from '../pypi/requirement.ts'
import type { LineAsk } from './line-ask.ts'

type Reader = (text: string) => readonly LineAsk[]

/** Requirements, as `texts` finds their candidates in a line. */
const requirementsIn =
  (texts: (line: string) => readonly string[]): Reader =>
  (text) =>
    text.split(/\r?\n/).flatMap((raw, index) =>
      texts(raw.replace(/(?:^|\s)#.*$/, '')).flatMap((one): readonly LineAsk[] => {
        const requirement = readRequirement(one)
        return requirement ? [{ registry: 'pypi', ...requirement, line: index + 1 }] : []
      }),
    )

/** A constraints file that no requirements file names. */
export const constraintAsks = requirementsIn((line) => [line.replace(/\s+--[a-z].*$|\\\s*$/, '')])

/** `install_requires` of setup.cfg: one a line. */
export const setupCfgAsks = requirementsIn((line) => [line.replace(/^\s*install_requires\s*=/, '')])

/** setup.py is a program: every quoted text that reads as a requirement, but for the package's own name. */
export const setupPyAsks = requirementsIn((line) =>
  [...line.matchAll(/(\bname\s*=\s*)?(["'])([^"']+)\2/g)].flatMap(([, isName, , quoted = '']) =>
    isName ? [] : [quoted],
  ),
)

/** Deno's imports: `"openai": "npm:openai@^6.0.0"`, `"npm:@acme/sdk@2/deep.js"`. */
export const denoAsks: Reader = (text) =>
  text.split(/\r?\n/).flatMap((raw, index) =>
    [...raw.matchAll(/"npm:\/?((?:@[^/"]+\/)?[^/"]+)[^"]*"/g)].map(([, descriptor = '']): LineAsk => {
      const { package: name, range } = readDescriptor(descriptor)
      return { registry: 'npm', name, range: range === '*' ? '' : range, line: index + 1 }
    }),
  )

/** conda's `- openai=2.33.0` and `- conda-forge::openai==2.33.0`, and the list below `pip:`. */
export const condaAsks = requirementsIn((line) => {
  const item = /^\s*-\s*["']?(?:[\w.-]+::)?([^"']+?)["']?\s*$/.exec(line)?.[1]
  // One `=` is conda's own, and behind another stands the build.
  return item === undefined ? [] : [item.replace(/^([\w.-]+)\s*={1,2}([^=\s]+)(?:=.*)?$/, '$1==$2')]
})
