/** The error for a message that cannot become a request. Its text is sent to the client. */
export class BadEnvelope extends Error {}
