import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageLocalDefault,
  ApolloServerPluginLandingPageProductionDefault,
} from '@apollo/server/plugin/landingPage/default';

export interface Landing {
  /** An operation that can be run as it stands; shown when the page is opened. */
  readonly document?: string | undefined;
  readonly production: boolean;
}

/** Apollo Sandbox on GET /graphql for a browser. Its scripts come from the internet; /explorer needs none. */
export function landingPage({ document, production }: Landing): ApolloServerPlugin {
  if (production) return ApolloServerPluginLandingPageProductionDefault({ footer: false });
  return ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false },
    includeCookies: false,
    footer: false,
    ...(document === undefined ? {} : { document }),
  });
}
