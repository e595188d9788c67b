/** A project's files as this tool sees them: a folder as it stands, or a commit that is never checked out. */
export type ProjectFiles = {
  /** Paths relative to the project's root, `/` between names. Installed packages and deep folders are left out. */
  readonly list: () => Promise<readonly string[]>
  /** The text, or null when there is no such file. */
  readonly read: (path: string) => Promise<string | null>
}

/** Folders that hold what was installed or built, not what the project says about itself. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  'venv',
  'env',
  'site-packages',
  '__pycache__',
  '__pypackages__',
])

/** Folders below the root that are still looked into: `apps/web/services/api/package.json` is at three. */
const MAX_DEPTH = 6

/** Is this folder left out? Hidden ones (`.git`, `.venv`, `.tox`, `.yarn`) always are. */
export const isSkippedFolder = (name: string): boolean => name.startsWith('.') || SKIPPED.has(name)

/** Does this path (relative, with `/`) lie where a project's own manifests lie? */
export const isOwnFile = (path: string): boolean => {
  const folders = path.split('/').slice(0, -1)
  return folders.length <= MAX_DEPTH && !folders.some(isSkippedFolder)
}
