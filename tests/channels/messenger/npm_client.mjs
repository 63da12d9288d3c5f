// Drives npm's messaging-api-messenger: calls come as JSON on standard input, results go out.
import { createRequire } from "node:module";

const [web, origin, accessToken, appSecret, version] = process.argv.slice(2);
const { MessengerClient } = createRequire(`${web}/package.json`)("messaging-api-messenger");
const client = new MessengerClient({ accessToken, appSecret, version, origin });

let input = "";
for await (const piece of process.stdin) input += piece;
const results = [];
for (const [method, ...given] of JSON.parse(input)) {
  try {
    results.push({ result: await client[method](...given) });
  } catch (error) {
    results.push({ error: error.message });
  }
}
console.log(JSON.stringify(results));
