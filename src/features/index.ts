import type { Hub } from '#src/http/env.ts'
import { routes } from '#src/http/routes.ts'
import { deskRoutes } from './challenge/desk-routes.ts'
import { challengeRoutes } from './challenge/routes.ts'
import { invitationRoutes } from './invitation/routes.ts'
import { operatorRoutes } from './operator/routes.ts'
import { memberRoutes } from './organisation/member-routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { demoRoutes } from './person/demo-routes.ts'
import { resetRoutes } from './person/reset-routes.ts'
import { personRoutes } from './person/routes.ts'
import { sessionRoutes } from './person/session-routes.ts'
import { projectRoutes } from './project/routes.ts'
import { proposalRoutes } from './proposal/routes.ts'
import { teamRoutes } from './team/routes.ts'

/** Every feature's routes, mounted under `/api`. */
export const featureRoutes = (hub: Hub) =>
  routes()
    .route('/', challengeRoutes(hub))
    .route('/', deskRoutes(hub))
    .route('/', projectRoutes(hub))
    .route('/', proposalRoutes(hub))
    .route('/', teamRoutes(hub))
    .route('/', invitationRoutes(hub))
    .route('/', operatorRoutes(hub))
    .route('/', memberRoutes(hub))
    .route('/', organisationRoutes(hub))
    .route('/', demoRoutes(hub))
    .route('/', resetRoutes(hub))
    .route('/', personRoutes(hub))
    .route('/', sessionRoutes(hub))
