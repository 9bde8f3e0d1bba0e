// One try to send one form. Its number lets the server see that it came before, so that trying again never doubles.

const LONGEST = 30_000;

// "posted" with its address, "waits" for better times, "asks" its writer with a reason, or "look": the server's page says what is wrong.
export async function send(item, token) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  body.set("form_number", item.number);
  body.set("csrfmiddlewaretoken", token);
  try {
    const signal = AbortSignal.timeout?.(LONGEST);
    const answer = await fetch(item.action, { method: "POST", body, headers: { Accept: "application/json" }, signal });
    return await understood(answer);
  } catch {
    return { became: "waits" };
  }
}

async function understood(answer) {
  const { status } = answer;
  if (status === 201) return { became: "posted", url: (await answer.json()).url };
  if (status >= 500 || status === 429 || status === 408) return { became: "waits" };
  if (status === 401) return { became: "asks", why: "signed-out" };
  if (status === 404) return { became: "asks", why: "gone" };
  if (status !== 403) return { became: "look" };
  const { reason = "", expired } = await answer.json().catch(() => ({}));
  return { became: "asks", why: expired ? "expired" : "refused", reason };
}
