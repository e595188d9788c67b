import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { Thing } from './objects.ts'
import { type Method, of, type Types, type Use } from './types.ts'

/**
 * What an address has as parameters where the settings declare no operations: the deployment, as the description that Azure
 * OpenAI publishes of itself names it. https://github.com/Azure/azure-rest-api-specs (`/deployments/{deployment-id}/…`)
 */
export class UndeclaredParameters extends Thing {
  readonly path: string

  constructor(path: string) {
    super('UndeclaredParameters')
    this.path = path
  }

  /** @throws CannotTell for any other name: an operation that nobody told of may have it */
  get(name: Value | undefined, use: Use): string {
    const key = textIn(name, use)
    const found = key.toLowerCase() === 'deployment-id' ? /\/deployments\/([^/]+)/.exec(this.path)?.[1] : undefined
    if (found !== undefined) return found
    throw new CannotTell(use.at, `the settings name no operations, so the parameter "${key}" is not known`)
  }
}

const found: Method = of(UndeclaredParameters, (self, [name], use) => self.get(name, use))

export const parameterTypes: Types = {
  UndeclaredParameters: {
    index: found,
    methods: {
      GetValueOrDefault: found,
      ContainsKey: of(UndeclaredParameters, (self, [name], use) => self.get(name, use) !== ''),
      TryGetValue: of(UndeclaredParameters, (self, [name], use) => {
        use.out(1, self.get(name, use))
        return true
      }),
    },
  },
}
