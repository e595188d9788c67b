import type { PolicyKind } from '../policy.ts'
import { notHere } from './not-here.ts'
import { telemetry } from './telemetry.ts'

/** Every policy of the vendor's reference, by its element's name. https://learn.microsoft.com/azure/api-management/api-management-policies */
export const policyKinds: Readonly<Record<string, PolicyKind>> = {
  ...telemetry,
  ...notHere,
}
