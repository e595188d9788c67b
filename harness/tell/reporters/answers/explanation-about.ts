import type { Explanation, NameFound } from '../../../model/explanation.ts'
import { atMost } from '../../../model/listed.ts'
import type { Finding } from '../../../model/report.ts'

/** `httpx 0.27.2 → 0.28.1, sniffio gone`, at most eight. */
export const dependencyList = (changes: Finding['dependencyChanges']): string =>
  atMost(
    changes.map(({ name, before, after }) =>
      before === null ? `${name} ${after} new` : after === null ? `${name} gone` : `${name} ${before} → ${after}`,
    ),
    8,
  )

/** What can be said of a text that no measured version ends in, from what it says itself. */
export const aboutLines = (told: Explanation): readonly string[] => {
  const { about, names } = told
  if (about === null) return []
  switch (about.kind) {
    case 'keyword':
      return keywordLines(about.name, about.callee, told)
    case 'name':
      return names.length > 0
        ? names.map(nameLine)
        : [
            `The text says that ${about.module} has no \`${about.name}\`. To see which version took it away, name the SDK and a range: --sdk SDK --from OLD --to NEW.`,
          ]
  }
}

const keywordLines = (name: string, callee: string, { searched, dependencySteps }: Explanation): readonly string[] => {
  const today = searched.some(({ resolve }) => resolve === 'today')
  return [
    `\`${name}\` is an argument that ${callee}() does not take. No scenario passes it: the SDK hands it to what it depends on (its HTTP client, say), or your own code does.`,
    ...(today
      ? ["With today's dependencies no version searched ends so either."]
      : [
          "Versions are measured with the dependencies of their release day, so a dependency that changed later is not seen. With --sdk, --from and --to each version is tried with today's as well.",
        ]),
    ...dependencySteps.map(
      ({ sdk, from, to, changes }) =>
        `${sdk} ${from} → ${to}: its dependencies took a large step, ${dependencyList(changes)}.`,
    ),
  ]
}

const nameLine = ({ sdk, module, name, versions }: NameFound): string => {
  const api = `\`${module}.${name}\``
  const known = versions.filter(({ state }) => state !== 'unknown')
  const last = known.findLastIndex(({ state }) => state === 'there')
  const [has, lacks] = [known[last], known[last + 1]]
  if (known.length === 0) return `${sdk}: no version could be asked for ${api}.`
  if (has && lacks) return `${sdk} ${lacks.version} has no ${api}: it went after ${has.version}, which has it.`
  const range = `${known[0]?.version} … ${known.at(-1)?.version}`
  if (has)
    return `${sdk} ${range}: the newest has ${api}. Is another version installed, or another file of that name in the way?`
  return `${sdk} ${range}: none of ${known.length} versions looked at has ${api}. An older one may: --from OLD.`
}
