import { type PolicyElement, SECTIONS, type Section } from '../../model/policy-document.ts'
import type { Spot } from '../../model/spot.ts'
import { nearest } from '../matrix/nearest.ts'
import type { PolicyFile } from './policy-files.ts'
import type { RawElement } from './raw-element.ts'
import { readElement } from './read-element.ts'
import { readMarkup } from './read-markup.ts'
import type { TextReading } from './read-text.ts'
import { sourceText } from './source-text.ts'

/** One scope's sections as they stand; a section that is not written is not there. */
export type Sections = Readonly<Partial<Record<Section, readonly PolicyElement[]>>>

type Reading = Omit<TextReading, 'source'>

/**
 * The document of one scope: `<policies>` with its sections. A lone `<fragment>` is read as its inbound section, to be looked at
 * alone.
 * @param onFragment told where a lone fragment begins
 */
export const readSections = (
  { path, text }: PolicyFile,
  given: Reading,
  onFragment: (spot: Spot) => void,
): Sections => {
  const { source, root, complain, reading } = rootOf({ path, text }, given, ['policies', 'fragment'])
  if (!root) return {}
  if (root.name === 'fragment') {
    onFragment(source.spotAt(root.offset))
    return { inbound: root.children.map((child) => readElement(child, reading)) }
  }
  const sections: Partial<Record<Section, readonly PolicyElement[]>> = {}
  if (root.text) complain(root.text.mapped[0]?.from ?? 0, 'Text stands in <policies>, where none may stand.')
  for (const child of root.children) {
    const section = SECTIONS.find((one) => one === child.name)
    if (!section) {
      const meant = nearest(child.name, SECTIONS)
      const hint = `${meant ? `Did you mean <${meant}>? ` : ''}Expected ${SECTIONS.map((one) => `<${one}>`).join(', ')}.`
      complain(child.offset, `<${child.name}> is no section of <policies>.`, hint)
      continue
    }
    if (sections[section]) complain(child.offset, `<policies> has the section <${section}> twice.`)
    if (child.text) complain(child.text.mapped[0]?.from ?? 0, `Text stands in <${section}>, where none may stand.`)
    sections[section] = child.children.map((one) => readElement(one, { ...reading, source }))
  }
  return sections
}

/** A fragment's policies. https://learn.microsoft.com/azure/api-management/policy-fragments */
export const readFragment = (file: PolicyFile, given: Reading): readonly PolicyElement[] => {
  const { root, reading } = rootOf(file, given, ['fragment'])
  return root ? root.children.map((child) => readElement(child, reading)) : []
}

const rootOf = ({ path, text }: PolicyFile, given: Reading, names: readonly string[]) => {
  const source = sourceText(text, path)
  const complain = (
    offset: number,
    what: string,
    hint?: string,
    code: 'policy/invalid' | 'policy/no-root' = 'policy/invalid',
  ) => given.complain({ code, spot: source.spotAt(offset), what, ...(hint === undefined ? {} : { hint }) })
  const { elements, faults } = readMarkup(source)
  for (const fault of faults) given.complain(fault)
  const root: RawElement | undefined = elements.find(({ name }) => names.includes(name))
  const wanted = names.map((name) => `<${name}>`).join(' or ')
  const [first] = elements
  if (!root)
    complain(
      first?.offset ?? 0,
      first ? `The document begins with <${first.name}>, not with ${wanted}.` : 'The document holds no element.',
      names.includes('policies')
        ? 'Put what stands there into <policies><inbound>…</inbound></policies>.'
        : 'Put what stands there into <fragment>…</fragment>.',
      'policy/no-root',
    )
  else
    for (const other of elements)
      if (other !== root)
        complain(other.offset, `<${other.name}> stands beside <${root.name}>, where nothing may stand.`)
  return { source, root, complain, reading: { ...given, source } }
}
