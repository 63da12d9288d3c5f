import { type FormEvent, type RefObject, useEffect, useRef } from "react";
import { text } from "../text/en";
import { useDesk } from "./context";
import { useSubmit } from "./useSubmit";

/** The sign-in. After a session that ended it says so; the place in the address stays. */
export function SignIn({ expired }: { expired: boolean }) {
  const desk = useDesk();
  const { busy, error, refuse, run } = useSubmit();
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => username.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = username.current?.value.trim() ?? "";
    const secret = password.current?.value ?? "";
    const missing = name === "" ? username : secret === "" ? password : null;
    if (missing) {
      refuse(missing === username ? text.signIn.noUsername : text.signIn.noPassword);
      missing.current?.focus();
      return;
    }
    const worked = await run(() => desk.signIn(name, secret));
    if (!worked) password.current?.select();
  };
  return (
    <main className="sign-in">
      <form className="sign-in__card" onSubmit={submit} noValidate>
        <p className="brand">{text.product}</p>
        <h1>{text.signIn.heading}</h1>
        {expired && <p className="sign-in__expired">{text.signIn.expired}</p>}
        <Field label={text.signIn.username} box={username} autoComplete="username" />
        <Field label={text.signIn.password} box={password} autoComplete="current-password" secret />
        <p id="sign-in-error" className="error-text" role="alert">
          {error}
        </p>
        <button type="submit" className="button button--primary" aria-disabled={busy}>
          {busy ? text.signIn.busy : text.signIn.submit}
        </button>
      </form>
    </main>
  );
}

interface FieldProps {
  label: string;
  box: RefObject<HTMLInputElement | null>;
  autoComplete: string;
  secret?: boolean;
}

function Field({ label, box, autoComplete, secret = false }: FieldProps) {
  const id = `sign-in-${autoComplete}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={box}
        type={secret ? "password" : "text"}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-describedby="sign-in-error"
      />
    </div>
  );
}
