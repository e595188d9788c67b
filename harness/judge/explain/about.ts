import type { About } from '../../model/explanation.ts'
import type { Language } from '../../model/runtime.ts'

/** What a text says in the words of a language's own runtime; null for a text that is no such sentence. */
export const aboutOf = (text: string): About | null => {
  const attribute = /module ['"`]([\w.]+)['"`] has no attribute ['"`](\w+)/.exec(text)
  if (attribute) return named('python', attribute[1], attribute[2])
  const imported = /cannot import name ['"`](\w+)['"`] from (?:partially initialized module )?['"`]([\w.]+)/.exec(text)
  if (imported) return named('python', imported[2], imported[1])
  const exported = /module ['"`]([^'"`]+)['"`] does not provide an export named ['"`]([\w$]+)/.exec(text)
  if (exported) return named('node', exported[1], exported[2])
  const keyword = /([\w.]+)\(\) got an unexpected keyword argument ['"`](\w+)/.exec(text)
  return keyword ? { kind: 'keyword', callee: keyword[1] ?? '', name: keyword[2] ?? '' } : null
}

const named = (language: Language, module = '', name = ''): About => ({ kind: 'name', language, module, name })
