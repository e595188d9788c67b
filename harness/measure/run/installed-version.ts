import { ecosystems } from '../../ecosystems/index.ts'
import type { Dependencies, Installed } from '../../model/installed.ts'
import type { Sdk } from '../../model/sdk.ts'

type Ready = Extract<Installed, { state: 'ready' }>

/**
 * The version of the SDK that really lies in the folder. A build of this machine is named otherwise (`1.3.0+checkout`),
 * and some know their version only once they are built.
 */
export const installedVersion = ({ target, dependencies }: Pick<Ready, 'target' | 'dependencies'>): string => {
  const { sdk, source, version } = target
  if (source.kind === 'registry') return version
  const found = dependencies[nameInTree(sdk)]
  // Several versions of it in one tree are joined by commas; the label is not part of a version.
  return found !== undefined && !found.includes(',') ? found : version.replace(/\+.*$/, '')
}

/** The tree with the SDK under the name of its target: it is no dependency that came with the step. */
export const treeOf = ({ target, dependencies }: Pick<Ready, 'target' | 'dependencies'>): Dependencies =>
  target.source.kind === 'registry' ? dependencies : { ...dependencies, [nameInTree(target.sdk)]: target.version }

const nameInTree = ({ registry, package: name }: Sdk): string => ecosystems[registry].normalName(name)
