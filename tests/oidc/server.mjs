// A certified OpenID server under Globus Auth's paths, for the login tests of globus-app.
//
// All security checks are oidc-provider's. This adds what Globus Auth has and OpenID lacks: its
// paths, `resource_server` and `other_tokens` in token responses, a JSON body for revoking a token,
// and refresh tokens without `offline_access`. Ada signs in and consents immediately.
// `/_test/exchange` returns the form of the last code exchange.
//
// Prints its address on one line, and stops when its standard input closes.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

import { Provider } from "oidc-provider";

const ADA = { sub: "ada", name: "Ada Lovelace", preferred_username: "ada@uni.example" };
const CLIENT = process.argv[2];

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS512" };

function configuration() {
  return {
    clients: [
      {
        client_id: CLIENT,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: ["http://127.0.0.1"],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        id_token_signed_response_alg: "RS512",
      },
    ],
    jwks: { keys: [key] },
    enabledJWA: { idTokenSigningAlgValues: ["RS512"] },
    routes: {
      authorization: "/v2/oauth2/authorize",
      token: "/v2/oauth2/token",
      revocation: "/v2/oauth2/token/revoke",
      userinfo: "/v2/oauth2/userinfo",
      jwks: "/jwk.json",
    },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    interactions: { url: (_ctx, interaction) => `/_ada/${interaction.uid}` },
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email"] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ADA }),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
  };
}

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, configuration());
let exchange = "";

async function consents(ctx) {
  const { params, prompt } = await provider.interactionDetails(ctx.req, ctx.res);
  const result = { login: { accountId: ADA.sub } };
  if (prompt.name === "consent") {
    const grant = new provider.Grant({ accountId: ADA.sub, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result.consent = { grantId: await grant.save() };
  }
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result);
}

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith("/_ada/")) return consents(ctx);
  if (ctx.path === "/_test/exchange") {
    ctx.body = exchange;
    return undefined;
  }
  await next();
  if (ctx.path === "/v2/oauth2/token") {
    if (ctx.oidc?.body?.grant_type === "authorization_code") {
      exchange = new URLSearchParams(ctx.oidc.body).toString();
    }
    if (ctx.status === 200) {
      ctx.body = { ...ctx.body, resource_server: "auth.globus.org", other_tokens: [] };
    }
  }
  if (ctx.path === "/v2/oauth2/token/revoke" && ctx.status === 200) ctx.body = { active: false };
  return undefined;
});

server.on("request", provider.callback());
process.stdin.resume().on("end", () => process.exit(0));
console.log(issuer);
