import { z } from 'zod'
import { allow } from './allow'
import { confirmChange, listChanges, rejectChange } from './changes'
import { endToken, listTokens, makeOwnToken } from './own-tokens'
import { confirmGrant, countWaiting, endGrant, listGrants, proposeGrant, rejectGrant } from './role-grants'
import {
  ChangeConfirmed,
  ChangeInput,
  Changes,
  Done,
  EndGrantInput,
  GrantChanged,
  GrantInput,
  Grants,
  MadeToken,
  MakeTokenInput,
  ProposeGrantInput,
  TokenInput,
  Tokens,
  Waiting,
} from './shapes'

const Nothing = z.strictObject({}).optional()
const done = { done: true } as const
const get = (path: `/${string}`, summary: string, description: string) =>
  ({ method: 'GET', path, summary, description, tags: ['Access'] }) as const
const post = (path: `/${string}`, summary: string, description: string) =>
  ({ method: 'POST', path, summary, description, tags: ['Access'] }) as const

export const grantProcedures = {
  list: allow('grants.read')
    .route(
      get(
        '/grants',
        'Grants that wait, stand or are to come',
        'Rights beyond the line, with who proposed and confirmed them. Waiting ones first.',
      ),
    )
    .input(Nothing)
    .output(Grants)
    .handler(async ({ context }) => {
      const { ids, grants } = await listGrants(context)
      context.saw('grants', ids)
      return { grants }
    }),
  waiting: allow('grants.read')
    .route(
      get(
        '/grants/waiting',
        'How much waits for you',
        'Grants, sign-in links and e-mails that the caller may confirm now.',
      ),
    )
    .input(Nothing)
    .output(Waiting)
    .handler(({ context }) => countWaiting(context)),
  propose: allow('grants.propose')
    .route(
      post(
        '/grants',
        'Propose a grant',
        'Puts a grant before HR. It is in force once somebody there has confirmed it.',
      ),
    )
    .input(ProposeGrantInput)
    .output(GrantChanged)
    .handler(({ context, input }) => proposeGrant(context, input)),
  confirm: allow('grants.confirm')
    .route(
      post(
        '/grants/{grantId}/confirm',
        'Confirm a grant',
        'Puts a proposed grant in force; by somebody else than who proposed or gets it.',
      ),
    )
    .input(GrantInput)
    .output(GrantChanged)
    .handler(({ context, input }) => confirmGrant(context, input)),
  reject: allow('grants.reject')
    .route(
      post(
        '/grants/{grantId}/reject',
        'Reject a proposed grant',
        'Takes a proposal off the list: HR, or whoever proposed it.',
      ),
    )
    .input(GrantInput)
    .output(Done)
    .handler(async ({ context, input }) => {
      await rejectGrant(context, input)
      return done
    }),
  end: allow('grants.end')
    .route(
      post(
        '/grants/{grantId}/end',
        'End a grant',
        'Ends a grant in force after a day, or at once; never the last of HR or of the administrators.',
      ),
    )
    .input(EndGrantInput)
    .output(GrantChanged)
    .handler(({ context, input }) => endGrant(context, input)),
}

export const changeProcedures = {
  list: allow('grants.read')
    .route(
      get(
        '/changes',
        'Sign-in links and e-mails that wait',
        'For people who hold a grant or head the organisation, a sign-in link or a new e-mail needs a second person.',
      ),
    )
    .input(Nothing)
    .output(Changes)
    .handler(async ({ context }) => {
      const { ids, changes } = await listChanges(context)
      context.saw('grants', ids)
      return { changes }
    }),
  confirm: allow('grants.confirm', { isSecret: true })
    .route(
      post(
        '/changes/{changeId}/confirm',
        'Confirm what waits',
        'Sets the new e-mail, or makes the sign-in link, which is shown to the caller this once.',
      ),
    )
    .input(ChangeInput)
    .output(ChangeConfirmed)
    .handler(async ({ context, input }) => ({ link: await confirmChange(context, input.changeId) })),
  reject: allow('grants.reject')
    .route(post('/changes/{changeId}/reject', 'Reject what waits', 'Takes it off the list: HR, or whoever asked.'))
    .input(ChangeInput)
    .output(Done)
    .handler(async ({ context, input }) => {
      await rejectChange(context, input.changeId)
      return done
    }),
}

export const tokenProcedures = {
  list: allow('tokens.own')
    .route(get('/tokens', 'Tokens', "The caller's own tokens; everybody's for an administrator. Never a secret."))
    .input(Nothing)
    .output(Tokens)
    .handler(async ({ context }) => {
      const { ids, ...tokens } = await listTokens(context)
      context.saw('tokens', ids)
      return tokens
    }),
  make: allow('tokens.own', { isSecret: true })
    .route(
      post(
        '/tokens',
        'Make a token',
        'A bearer token under the hat worn now. Its text is shown this once. Needs a signed-in browser.',
      ),
    )
    .input(MakeTokenInput)
    .output(MadeToken)
    .handler(({ context, input }) => makeOwnToken(context, input)),
  end: allow('tokens.own')
    .route(
      post(
        '/tokens/{tokenId}/end',
        'End a token',
        'It is refused from the next request on. An administrator ends anybody’s.',
      ),
    )
    .input(TokenInput)
    .output(Done)
    .handler(async ({ context, input }) => {
      await endToken(context, input.tokenId)
      return done
    }),
}
