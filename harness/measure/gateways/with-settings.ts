import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { Gateway } from './gateway.ts'

/** The same gateways, set as the user says; what a family says stands only where the user says nothing. */
export const withSettings = (
  gateways: Readonly<Record<string, Gateway>>,
  settings: GatewaySettings = {},
): Readonly<Record<string, Gateway>> =>
  Object.keys(settings).length === 0
    ? gateways
    : Object.fromEntries(
        Object.entries(gateways).map(([id, gateway]) => [
          id,
          {
            ...gateway,
            settings,
            handlers: (context) => gateway.handlers({ ...context, settings: { ...context.settings, ...settings } }),
          },
        ]),
      )
