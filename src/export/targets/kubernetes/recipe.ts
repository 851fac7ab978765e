/** The folder of the pages in the image. */
export const FOLDER = '/usr/share/nginx/error-pages';

/** An unprivileged server cannot listen on a port below 1024. */
export const PORT = 8080;

/** The user of the image `nginxinc/nginx-unprivileged`. */
export const USER = 101;

/** @see https://github.com/nginxinc/docker-nginx-unprivileged */
export const DOCKERFILE = `# The error pages, and nginx without privileges. Build it in this folder: docker build -t registry.example.com/error-pages:1 .
FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY nginx.conf /etc/nginx/nginx.conf
COPY pages ${FOLDER}/pages
RUN nginx -t
EXPOSE ${PORT}
`;
