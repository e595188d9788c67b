import type { Registry } from '../model/sdk.ts'
import { ecosystems } from './index.ts'

/** A package's name as a part of an id and of a file's name: `@sentry/node` is `sentry-node`. */
export const packageSlug = (name: string): string => name.replace(/^@/, '').replaceAll('/', '-')

/**
 * What a package is called where nobody names it: by its name and its language, which is not said twice (`openai-node`;
 * `sentry-node` for `@sentry/node`, `python-redmine`).
 * @param isTaken has another package this id? Then it gets another. Default: none has
 */
export const sdkId = (registry: Registry, name: string, isTaken: (id: string) => boolean = () => false): string => {
  const { language } = ecosystems[registry]
  const slug = packageSlug(name)
  const long = `${slug}-${language}`
  const short = slug !== language && slug.split('-').includes(language) ? slug : long
  if (!isTaken(short)) return short
  let id = long
  for (let nth = 2; isTaken(id); nth++) id = `${long}-${nth}`
  return id
}
