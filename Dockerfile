# The schedule of a desk, as a user without rights: docker run -v ./seeds:/desk/seeds:ro -v ./output:/desk/output IMAGE
# Settings: -v ./config.toml:/desk/config.toml:ro. Any other verb: docker run ... IMAGE status
FROM python:3.13-slim
WORKDIR /opt/digest
COPY requirements/build.txt requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt \
    && pip install --no-cache-dir --require-hashes --no-build-isolation -r requirements/run.txt
COPY pyproject.toml README.md LICENSE config.toml ./
COPY digest digest
COPY templates templates
COPY seeds seeds
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --uid 1000 --create-home desk \
    && install -d -o desk /desk /desk/seeds /desk/output
USER 1000
WORKDIR /desk
VOLUME ["/desk/seeds", "/desk/output"]
ENTRYPOINT ["digest"]
CMD ["schedule"]
