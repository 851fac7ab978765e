/** The detail of a form that only has to be sent again, when the app gives none. What a library says about its token is for the developer. */
export const FORM_EXPIRED = 'This form has expired. Please send it again.';
