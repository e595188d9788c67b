import type { Dependencies } from '../../model/installed.ts'
import type { Runtime } from '../../model/runtime.ts'
import type { Source, Target } from '../../model/sdk.ts'
import type { Resolved } from './manifest.ts'

export type Resolve = 'release-day' | 'today'

/** A target whose files are a registry's or lie on this machine: a commit is checked out before it gets here. */
export type LocalTarget = Omit<Target, 'source'> & { readonly source: Exclude<Source, { kind: 'git' }> }

/** An install that is not as it was when it was made. */
export type Damaged = {
  /** Its folder. */
  readonly dir: string
  /** Below it: what is gone, changed, or has come. */
  readonly files: readonly string[]
}

/** One installation to carry out. */
export type Job = {
  readonly target: LocalTarget
  readonly resolve: Resolve
  /** What else, at exactly which version. */
  readonly beside: Readonly<Record<string, string>>
  readonly runtime: Runtime
  /** An empty folder: the packages go here. */
  readonly dir: string
  /** An install in whose place this comes, with files of it that were found changed: what is kept for all may be as bad. */
  readonly damaged?: Damaged
  /** A private folder for what must not stay: settings with credentials, tarballs. */
  readonly scratch: string
}

/** How it went. */
export type Laid =
  | {
      readonly ok: true
      readonly dependencies: Dependencies
      /** Name → version of the programs that did it. */
      readonly tools: Readonly<Record<string, string>>
      readonly resolved: Resolved
    }
  | { readonly ok: false; readonly reason: string }

export type Lay = (job: Job) => Promise<Laid>
