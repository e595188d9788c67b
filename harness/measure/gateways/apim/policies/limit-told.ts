import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { Fields, GatewayExchange } from '../exchange.ts'
import { int } from '../expressions/numbers.ts'
import { setField } from '../fields.ts'

/** Puts a number into the variable that an attribute names, where it names one. */
export const tellNumber = (
  element: PolicyElement,
  attribute: string,
  value: number,
  exchange: GatewayExchange,
): void => {
  const name = attributeText(element, attribute, exchange)
  if (name && Number.isFinite(value)) exchange.variables.set(name, int(value))
}

/** Puts numbers into the fields that attributes name. */
export const fieldsToldIn = (
  element: PolicyElement,
  fields: Fields,
  exchange: GatewayExchange,
  values: Readonly<Record<string, number>>,
): void => {
  for (const [attribute, value] of Object.entries(values)) {
    const name = attributeText(element, attribute, exchange)
    if (name && Number.isFinite(value)) setField(fields, name, [String(value)])
  }
}
