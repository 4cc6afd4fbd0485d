'use client'
import './tokens.css'
import './global.css'

/** The last resort, when the frame itself failed: without catalogue and theme, therefore in English. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-GB" data-mantine-color-scheme="light">
      <body>
        <main className="plain">
          <h1>Gravitas did not open.</h1>
          <p role="alert">
            Something went wrong on our side. Nothing was changed. Try again; if it stays, tell your administrator the
            code {error.digest ?? '–'}.
          </p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
