/** Why a message is no request; its message is for the client. */
export class BadEnvelope extends Error {}
