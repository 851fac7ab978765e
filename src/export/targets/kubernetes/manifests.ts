import { PORT, USER } from './recipe.ts';

/** The name of the Deployment and the Service. */
const NAME = 'error-pages';

export function deployment(): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${NAME}
  labels:
    app.kubernetes.io/name: ${NAME}
spec:
  # Two, so that the pages are there while a node is drained.
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${NAME}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${NAME}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: ${USER}
        runAsGroup: ${USER}
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: nginx
          image: registry.example.com/error-pages:1
          ports:
            - name: http
              containerPort: ${PORT}
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests:
              cpu: 10m
              memory: 16Mi
            limits:
              memory: 64Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
`;
}

export function service(): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${NAME}
  labels:
    app.kubernetes.io/name: ${NAME}
spec:
  selector:
    app.kubernetes.io/name: ${NAME}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

/** @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-http-errors */
export function ingress(): string {
  return `# For ingress-nginx. Copy the two annotations into the Ingress of your app.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: app
  annotations:
    # ingress-nginx replaces every body of these statuses, also the one that your app made. So 404 and 500 are not among them.
    # 503 is the status of a Service without a ready pod.
    nginx.ingress.kubernetes.io/custom-http-errors: "502,503,504"
    nginx.ingress.kubernetes.io/default-backend: ${NAME}
spec:
  ingressClassName: nginx
  rules:
    - host: www.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: app
                port:
                  number: 80
`;
}

/** @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/errorpages/ */
export function traefik(): string {
  return `# For Traefik. Name both middlewares in the IngressRoute of your app: first ${NAME}-client-fields, then ${NAME}.
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: ${NAME}
spec:
  errors:
    # Traefik replaces every body of these statuses, also the one that your app made. So 404 and 500 are not among them.
    status:
      - "502-504"
    query: /{status}
    service:
      name: ${NAME}
      port: 80
---
# A client cannot choose the reference of a page, nor its status. Your app makes an id of its own.
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: ${NAME}-client-fields
spec:
  headers:
    customRequestHeaders:
      X-Request-Id: ""
      X-Code: ""
      X-Format: ""
`;
}
